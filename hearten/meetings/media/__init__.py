"""Audio and video of a meeting, through Janus (an SFU) that talks to this server alone (docs/decisions/0054).

janus.py speaks its protocol, rooms.py asks its videoroom, seats.py is one page of one member, desk.py holds them all,
endpoint.py is what pages ask, rights.py asks the database who may. sdp.py keeps addresses out, turn.py makes passes.
"""
