"""Reading workbooks that strangers made: guards, the scans of their parts, the reading process."""
