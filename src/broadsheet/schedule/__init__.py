"""When something is due: fetches, pages looked at again, recipes at their hour. Pure decisions over times."""
