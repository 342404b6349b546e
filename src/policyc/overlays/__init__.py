"""What a workspace says otherwise than we do, checked before it is used."""
