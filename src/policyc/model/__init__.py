"""What flows between the stages: frozen data without behaviour."""
