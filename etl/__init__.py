"""From files as the administration fills them in to a build of the warehouse."""
