"""The matrices' lines about reports, holds, decisions, appeals."""
