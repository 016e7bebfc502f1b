"""Duties and promises of an area: days of reception, dialogues, deadlines, promises and reports, by the rules of their day."""

from longdan.dashboard.duties.cards import tell_dialogues, tell_promises, tell_reception
from longdan.dashboard.duties.deadline_cards import tell_reports, tell_settlement
from longdan.dashboard.duties.opening import open_duties
from longdan.dashboard.duties.tables import count_by_place
from longdan.dashboard.sentences.areas import name_in_sentence
from longdan.dashboard.ui.duties import choose_scope, draw_duty_cards, draw_notes, draw_published_days, read_sheet
from longdan.dashboard.ui.duty_tables import draw_places, draw_promises, draw_rules
from longdan.dashboard.ui.shell import open_shell

view = open_shell("duties")
scope = choose_scope(view)
sheet = read_sheet(view, scope)

view.say(open_duties(scope, name_in_sentence(view.area, view.language), sheet, view.language))
cards = [
    tell_reception(sheet.reception, view.language),
    tell_dialogues(scope, sheet.dialogues, view.language),
    tell_promises(scope, sheet.promises, sheet.promised, view.language),
    tell_settlement(sheet.settled, sheet.open_ages, view.language),
    tell_reports(scope, sheet.reports, view.language),
]
draw_duty_cards(cards, view.language)
draw_notes(scope, view.language, has_figures=any(card.value for card in cards))
draw_published_days(view, scope)
draw_promises(view, sheet.promises)
draw_places(
    view,
    count_by_place(scope.parts(), sheet),
    has_due=sheet.reports.has_any and sheet.reports.provinces_due is not None,
)
draw_rules(view, scope)
