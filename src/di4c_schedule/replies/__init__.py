"""What people answered to their invitations."""
