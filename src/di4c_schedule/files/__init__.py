"""Files as every file system takes them: read with care, written whole or not at all, named for all."""

from __future__ import annotations

from di4c_schedule.files.atomic import make_folder, require_folder, write_bytes
from di4c_schedule.files.file_names import NETWORK_STEM, file_stem, file_stems
from di4c_schedule.files.folder_change import FolderChange
from di4c_schedule.files.folders import change_folder, real_folder, settle_folder
from di4c_schedule.files.locks import folder_lock
from di4c_schedule.files.text_files import LARGEST_FILE, read_text

__all__ = [
    "LARGEST_FILE",
    "NETWORK_STEM",
    "FolderChange",
    "change_folder",
    "file_stem",
    "file_stems",
    "folder_lock",
    "make_folder",
    "read_text",
    "real_folder",
    "require_folder",
    "settle_folder",
    "write_bytes",
]
