from salo_plan.figures import row_ranges


def test_row_numbers_are_written_as_ranges():
    assert row_ranges([4, 2, 3, 9, 11, 10]) == "2-4, 9-11"
    assert row_ranges([]) == ""
    assert row_ranges([5, 5]) == "5"
