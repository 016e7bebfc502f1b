"""Duties and promises of an area: days of reception, dialogues, deadlines, promises and reports, by the rules of their day."""

from longdan.dashboard.duty_sheet import (
    read_dialogues,
    read_promises,
    read_reception,
    read_reports,
    read_settlement,
)
from longdan.dashboard.duty_tables import count_by_place
from longdan.dashboard.sentences.areas import name_in_sentence
from longdan.dashboard.sentences.duties import open_duties
from longdan.dashboard.sentences.duty_cards import (
    tell_dialogues,
    tell_promises,
    tell_reception,
    tell_reports,
    tell_settlement,
)
from longdan.dashboard.ui.duties import choose_scope, draw_duty_cards, draw_notes
from longdan.dashboard.ui.duty_tables import draw_places, draw_promises, draw_rules
from longdan.dashboard.ui.shell import open_shell

view = open_shell("duties")
scope = choose_scope(view)
reception = read_reception(view.cursor, scope)
dialogues = read_dialogues(view.cursor, scope)
promises, promised = read_promises(view.cursor, scope)
reports = read_reports(view.cursor, scope)

cards = [
    tell_reception(scope, reception, view.language),
    tell_dialogues(scope, dialogues, view.language),
    tell_promises(scope, promises, promised, view.language),
    tell_settlement(*read_settlement(view.cursor, scope), view.language),
    tell_reports(scope, reports, view.language),
]
view.say(open_duties(scope, name_in_sentence(view.area, view.language), reception, dialogues, promises, view.language))
draw_duty_cards(cards, view.language)
draw_notes(scope, view.language, has_figures=any(card.value for card in cards))
places = count_by_place(scope.parts(), reception, dialogues, promised, reports)
draw_promises(view, promises)
draw_places(view, places, has_due=reports.provinces_due is not None)
draw_rules(view, scope)
