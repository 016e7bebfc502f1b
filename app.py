"""The first page: how the chosen area is doing."""

from longdan.dashboard.ui.shell import open_shell

view = open_shell("home")
view.say(view.area.name)
