"""Views of the library: the shelf for those who read, the desk for those who write and decide."""
