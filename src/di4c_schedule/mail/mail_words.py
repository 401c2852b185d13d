"""What mails say, by language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from di4c_schedule.calendar_style import CalendarStyle

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "mail_invitation": "Invitation",
        "mail_new_date": "New date",
        "mail_new_hours": "New hours",
        "mail_change": "Change",
        "mail_cancellation": "Cancellation",
        "mail_withdrawn": "Invitation withdrawn",
        "mail_you_are_invited": "You are invited to this meeting.",
        "mail_it_moves": "This meeting has been moved.",
        "mail_it_changes": "Some details of this meeting have changed.",
        "mail_it_is_off": "This meeting will not take place.",
        "mail_without_you": "Your invitation to this meeting has been withdrawn.",
        "mail_when": "When",
        "mail_where": "Where",
        "mail_link": "Link",
        "mail_before": "Before",
        "mail_not_confirmed": "The date is not confirmed yet.",
        "mail_confirmed": "The date is confirmed now.",
        "mail_please_answer": "Please accept or decline with the buttons of your calendar program, or reply to this "
        "message.",
        "mail_no_answer": "You need not answer; your calendar program takes the meeting out, or asks you to.",
    },
    "ro": {
        "mail_invitation": "Invitație",
        "mail_new_date": "Dată nouă",
        "mail_new_hours": "Oră nouă",
        "mail_change": "Modificare",
        "mail_cancellation": "Anulare",
        "mail_withdrawn": "Invitație retrasă",
        "mail_you_are_invited": "Vă invităm la această întâlnire.",
        "mail_it_moves": "Această întâlnire a fost mutată.",
        "mail_it_changes": "S-au modificat unele detalii ale acestei întâlniri.",
        "mail_it_is_off": "Această întâlnire nu va mai avea loc.",
        "mail_without_you": "Invitația dumneavoastră la această întâlnire a fost retrasă.",
        "mail_when": "Când",
        "mail_where": "Unde",
        "mail_link": "Link",
        "mail_before": "Înainte",
        "mail_not_confirmed": "Data nu este încă confirmată.",
        "mail_confirmed": "Data este acum confirmată.",
        "mail_please_answer": "Vă rugăm să acceptați sau să refuzați cu butoanele programului de calendar ori să "
        "răspundeți la acest mesaj.",
        "mail_no_answer": "Nu este nevoie să răspundeți; programul de calendar elimină întâlnirea sau vă cere să o "
        "eliminați.",
    },
    "it": {
        "mail_invitation": "Invito",
        "mail_new_date": "Nuova data",
        "mail_new_hours": "Nuovo orario",
        "mail_change": "Modifica",
        "mail_cancellation": "Annullamento",
        "mail_withdrawn": "Invito ritirato",
        "mail_you_are_invited": "Vi invitiamo a questa riunione.",
        "mail_it_moves": "Questa riunione è stata spostata.",
        "mail_it_changes": "Sono cambiati alcuni dettagli di questa riunione.",
        "mail_it_is_off": "Questa riunione non avrà luogo.",
        "mail_without_you": "Il vostro invito a questa riunione è stato ritirato.",
        "mail_when": "Quando",
        "mail_where": "Dove",
        "mail_link": "Link",
        "mail_before": "Prima",
        "mail_not_confirmed": "La data non è ancora confermata.",
        "mail_confirmed": "La data è ora confermata.",
        "mail_please_answer": "Vi preghiamo di accettare o rifiutare con i pulsanti del vostro programma di "
        "calendario, oppure di rispondere a questo messaggio.",
        "mail_no_answer": "Non è necessario rispondere; il vostro programma di calendario rimuove la riunione o vi "
        "chiede di farlo.",
    },
    "es": {
        "mail_invitation": "Invitación",
        "mail_new_date": "Nueva fecha",
        "mail_new_hours": "Nuevo horario",
        "mail_change": "Cambio",
        "mail_cancellation": "Cancelación",
        "mail_withdrawn": "Invitación retirada",
        "mail_you_are_invited": "Le invitamos a esta reunión.",
        "mail_it_moves": "Esta reunión se ha reprogramado.",
        "mail_it_changes": "Han cambiado algunos detalles de esta reunión.",
        "mail_it_is_off": "Esta reunión no se celebrará.",
        "mail_without_you": "Se ha retirado su invitación a esta reunión.",
        "mail_when": "Cuándo",
        "mail_where": "Dónde",
        "mail_link": "Enlace",
        "mail_before": "Antes",
        "mail_not_confirmed": "La fecha aún no está confirmada.",
        "mail_confirmed": "La fecha ya está confirmada.",
        "mail_please_answer": "Acepte o rechace con los botones de su programa de calendario, o responda a este "
        "mensaje, por favor.",
        "mail_no_answer": "No es necesario responder; su programa de calendario quita la reunión o le pide que lo "
        "haga.",
    },
    "fr": {
        "mail_invitation": "Invitation",
        "mail_new_date": "Nouvelle date",
        "mail_new_hours": "Nouvel horaire",
        "mail_change": "Modification",
        "mail_cancellation": "Annulation",
        "mail_withdrawn": "Invitation retirée",
        "mail_you_are_invited": "Nous vous invitons à cette réunion.",
        "mail_it_moves": "Cette réunion a été déplacée.",
        "mail_it_changes": "Certains détails de cette réunion ont changé.",
        "mail_it_is_off": "Cette réunion n’aura pas lieu.",
        "mail_without_you": "Votre invitation à cette réunion a été retirée.",
        "mail_when": "Quand",
        "mail_where": "Où",
        "mail_link": "Lien",
        "mail_before": "Avant",
        "mail_not_confirmed": "La date n’est pas encore confirmée.",
        "mail_confirmed": "La date est maintenant confirmée.",
        "mail_please_answer": "Merci d’accepter ou de refuser avec les boutons de votre logiciel de calendrier, ou "
        "de répondre à ce message.",
        "mail_no_answer": "Aucune réponse n’est nécessaire ; votre logiciel de calendrier retire la réunion ou vous "
        "demande de le faire.",
    },
    "fi": {
        "mail_invitation": "Kutsu",
        "mail_new_date": "Uusi päivämäärä",
        "mail_new_hours": "Uusi kellonaika",
        "mail_change": "Muutos",
        "mail_cancellation": "Peruutus",
        "mail_withdrawn": "Kutsu peruttu",
        "mail_you_are_invited": "Kutsumme teidät tähän kokoukseen.",
        "mail_it_moves": "Tämä kokous on siirretty.",
        "mail_it_changes": "Tämän kokouksen tietoja on muutettu.",
        "mail_it_is_off": "Tätä kokousta ei järjestetä.",
        "mail_without_you": "Kutsunne tähän kokoukseen on peruttu.",
        "mail_when": "Milloin",
        "mail_where": "Missä",
        "mail_link": "Linkki",
        "mail_before": "Aiemmin",
        "mail_not_confirmed": "Ajankohtaa ei ole vielä vahvistettu.",
        "mail_confirmed": "Ajankohta on nyt vahvistettu.",
        "mail_please_answer": "Hyväksykää tai hylätkää kutsu kalenteriohjelmanne painikkeilla tai vastatkaa tähän "
        "viestiin.",
        "mail_no_answer": "Teidän ei tarvitse vastata; kalenteriohjelmanne poistaa kokouksen tai pyytää teitä "
        "poistamaan sen.",
    },
    "lv": {
        "mail_invitation": "Ielūgums",
        "mail_new_date": "Jauns datums",
        "mail_new_hours": "Jauns laiks",
        "mail_change": "Izmaiņas",
        "mail_cancellation": "Atcelšana",
        "mail_withdrawn": "Ielūgums atsaukts",
        "mail_you_are_invited": "Aicinām jūs uz šo sanāksmi.",
        "mail_it_moves": "Šī sanāksme ir pārcelta.",
        "mail_it_changes": "Ir mainījusies informācija par šo sanāksmi.",
        "mail_it_is_off": "Šī sanāksme nenotiks.",
        "mail_without_you": "Jūsu ielūgums uz šo sanāksmi ir atsaukts.",
        "mail_when": "Kad",
        "mail_where": "Kur",
        "mail_link": "Saite",
        "mail_before": "Iepriekš",
        "mail_not_confirmed": "Datums vēl nav apstiprināts.",
        "mail_confirmed": "Datums tagad ir apstiprināts.",
        "mail_please_answer": "Lūdzu, pieņemiet vai noraidiet ielūgumu ar kalendāra programmas pogām vai atbildiet "
        "uz šo vēstuli.",
        "mail_no_answer": "Atbilde nav vajadzīga; kalendāra programma sanāksmi izņem vai lūdz to izdarīt jums.",
    },
    "pt": {
        "mail_invitation": "Convite",
        "mail_new_date": "Nova data",
        "mail_new_hours": "Novo horário",
        "mail_change": "Alteração",
        "mail_cancellation": "Cancelamento",
        "mail_withdrawn": "Convite retirado",
        "mail_you_are_invited": "Convidamo-vos para esta reunião.",
        "mail_it_moves": "Esta reunião foi remarcada.",
        "mail_it_changes": "Alguns dados desta reunião mudaram.",
        "mail_it_is_off": "Esta reunião não se vai realizar.",
        "mail_without_you": "O vosso convite para esta reunião foi retirado.",
        "mail_when": "Quando",
        "mail_where": "Onde",
        "mail_link": "Ligação",
        "mail_before": "Antes",
        "mail_not_confirmed": "A data ainda não está confirmada.",
        "mail_confirmed": "A data está agora confirmada.",
        "mail_please_answer": "Pedimos que aceitem ou recusem com os botões do vosso programa de calendário, ou que "
        "respondam a esta mensagem.",
        "mail_no_answer": "Não é necessário responder; o vosso programa de calendário retira a reunião ou pede que o "
        "façam.",
    },
}


def mail_words(language: str, style: CalendarStyle | None = None) -> Mapping[str, str]:
    """Return what mails say in a language; what it has no words for is said in English.

    Parameters
    ----------
    language
        A language as RFC 5646 writes it; of ``"pt-BR"`` there is ``"pt"``.
    style
        Texts of one's own.

    Examples
    --------
    >>> mail_words("fi")["mail_where"], mail_words("xx")["mail_where"]
    ('Missä', 'Where')
    """
    words = dict(_WORDS["en"])
    for name in (language.partition("-")[0], language):
        words |= _WORDS.get(name, {})
        words |= style.words.get(name, {}) if style is not None else {}
    return words
