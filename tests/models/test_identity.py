"""Keys of rows."""

import uuid

from annotations.models.identity import uuid7


def test_keys_are_of_version_7_and_sort_in_the_order_in_which_they_were_made() -> None:
    keys = [uuid7() for _ in range(1000)]
    assert keys == sorted(keys)
    assert {(key.version, key.variant) for key in keys} == {(7, uuid.RFC_4122)}


def test_keys_differ_in_their_random_bits() -> None:
    assert len({key.int & (1 << 62) - 1 for key in (uuid7() for _ in range(1000))}) == 1000
