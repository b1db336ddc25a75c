"""Frozen nouns as lists and words, and back: what a file can hold of them.

A noun is the list of its fields in their order. Reading goes by the types that the fields declare,
so a new noun or field needs nothing here; a type that cannot be told apart in plain form is refused.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

Reader = Callable[[Any], Any] | None
"""Makes a value of plain ones; None where it is plain itself."""

PLAIN = {str, int, bool, NoneType}


def spelled(value: object) -> object:
    """Return a noun as JSON can hold it. Raises TypeError for what it cannot hold."""
    if is_dataclass(value):
        return [spelled(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, Mapping):
        if all(isinstance(key, str) for key in value):
            return {key: spelled(inner) for key, inner in value.items()}
        return [[spelled(key), spelled(inner)] for key, inner in value.items()]
    if isinstance(value, tuple | list):
        return [spelled(inner) for inner in value]
    if type(value) in PLAIN:
        return value
    raise TypeError(f"no plain form of {type(value).__name__}")


@cache
def reader_of(kind: Any) -> Reader:
    """Return what makes a value of this type of its plain form. Raises TypeError for types it cannot tell."""
    origin, parts = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        return _noun_reader(kind)
    if origin is tuple:
        return _tuple_reader(parts)
    if origin is dict:
        return _mapping_reader(*parts)
    if origin in {UnionType, Union}:
        return _optional_reader(parts)
    if origin is Literal or kind in PLAIN:
        return None
    raise TypeError(f"no plain form of {kind}")


def _noun_reader(noun: Any) -> Reader:
    kinds: list[Any] = [field.type for field in fields(noun)]
    readers = [reader_of(kind) for kind in kinds]
    needed = [(place, reader) for place, reader in enumerate(readers) if reader]

    def read(plain: list[Any]) -> Any:
        if len(plain) != len(readers):
            raise ValueError(f"{len(plain)} fields for a {noun.__name__}")
        for place, reader in needed:
            plain[place] = reader(plain[place])
        return noun(*plain)

    return read


def _tuple_reader(parts: tuple[Any, ...]) -> Reader:
    readers = [reader_of(part) for part in parts if part is not ...]
    if not any(readers):
        return tuple
    if parts[-1] is ...:
        (one,) = readers
        return lambda plain: tuple(map(one, plain)) if one else tuple(plain)
    return lambda plain: tuple(
        reader(value) if reader else value for reader, value in zip(readers, plain, strict=True)
    )


def _mapping_reader(key: Any, inner: Any) -> Reader:
    read_key, read_inner = reader_of(key), reader_of(inner)
    if key is str:
        if read_inner is None:
            return None
        return lambda plain: {name: read_inner(value) for name, value in plain.items()}
    return lambda plain: {
        read_key(name) if read_key else name: read_inner(value) if read_inner else value
        for name, value in plain
    }


def _optional_reader(parts: tuple[Any, ...]) -> Reader:
    """Return the reader of a union: plain values only, or one noun that may be None."""
    readers = {reader_of(part) for part in parts}
    if readers == {None}:
        return None
    if len(parts) != 2 or NoneType not in parts:
        raise TypeError(f"no plain form of a choice of {parts}")
    (one,) = readers - {None}
    return lambda plain: None if plain is None else one(plain) if one else plain
