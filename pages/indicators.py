"""One indicator over time."""

from longdan.dashboard.ui.shell import open_shell

view = open_shell("indicators")
view.say(view.indicator.title(view.language))
