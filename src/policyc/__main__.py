"""``python -m policyc``."""

from policyc.cli import program

if __name__ == "__main__":
    program()
