"""What each command of `emn` does. Like the command line, this stands above every other layer."""
