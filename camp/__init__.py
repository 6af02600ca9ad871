"""The application: session, dataset, processes, windows and command line."""
