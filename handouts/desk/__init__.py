"""The desk: the local web application for staff who do not write YAML."""
