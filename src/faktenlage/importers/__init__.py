"""Publishers' files, read into drafts of releases; each importer is chosen by looking at the file."""
