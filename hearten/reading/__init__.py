"""Reading: text in, findings out. Pure: no Django, no database, no network.

A finding is advice to the writer of a text, never a judgement of a person. Offsets are Unicode code points.
"""
