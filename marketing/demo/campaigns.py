"""placeholder"""


def write(password, at): ...
