"""Five small tools for programs that act on their own, over the Model Context Protocol."""
