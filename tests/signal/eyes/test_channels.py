"""The channels of the usual bridges are found, each with its eye."""

from __future__ import annotations

import pytest

from attention_camp.signal.eyes.channels import arranged
from attention_camp.signal.eyes.opening import open_eyes
from attention_camp.signal.stream import SourceError

PUPIL_LABS = [
    "confidence", "norm_pos_x", "norm_pos_y", "gaze_point_3d_x", "gaze_point_3d_y",
    "gaze_point_3d_z", "eye_center0_3d_x", "eye_center1_3d_x", "gaze_normal0_x",
    "gaze_normal1_x", "diameter0_2d", "diameter1_2d", "diameter0_3d", "diameter1_3d",
]  # fmt: skip
TOBII = [
    "left_gaze_point_on_display_area_x", "left_gaze_point_on_display_area_y",
    "right_gaze_point_on_display_area_x", "right_gaze_point_on_display_area_y",
    "left_pupil_diameter", "right_pupil_diameter", "left_pupil_validity",
    "left_gaze_origin_in_user_coordinate_system_x", "device_time_stamp",
]  # fmt: skip
EYELINK = [
    "leftEyeX", "leftEyeY", "rightEyeX", "rightEyeY", "leftPupilArea",
    "rightPupilArea", "pixelsPerDegreeX", "pixelsPerDegreeY", "eyelinkTimestamp",
]  # fmt: skip
GAZEPOINT = ["LPOGX", "LPOGY", "RPOGX", "RPOGY", "LPD", "RPD"]


def found(labels, units=None):
    nothing = [""] * len(labels)
    return arranged(labels, units or nothing, nothing, where="x")


def test_pupil_labs_gaze_is_of_both_eyes_and_its_pupils_are_in_millimetres() -> None:
    units = ["" for _ in PUPIL_LABS]
    units[1] = units[2] = "normalized"
    units[10] = units[11] = "pixels"
    units[12] = units[13] = "mm"
    channels = found(PUPIL_LABS, units)
    assert channels.eyes == ("left", "right")  # 0 is the right eye
    assert channels.places == ((1, 2, 13, 0), (1, 2, 12, 0))
    assert (channels.gaze_unit, channels.origin) == ("normalised", "bottom-left")
    assert (channels.pupil_unit, channels.pupil_is_area) == ("mm", False)


def test_tobii_eyelink_and_gazepoint_have_a_gaze_of_each_eye() -> None:
    tobii = found(TOBII)
    assert tobii.places == ((0, 1, 4, -1), (2, 3, 5, -1))
    assert (tobii.gaze_unit, tobii.origin) == ("normalised", "top-left")
    eyelink = found(EYELINK, ["pixels"] * 4 + ["au"] * 2 + [""] * 3)
    assert eyelink.places == ((0, 1, 4, -1), (2, 3, 5, -1))
    assert (eyelink.gaze_unit, eyelink.pupil_is_area) == ("pixel", True)
    assert found(GAZEPOINT).places == ((0, 1, 4, -1), (2, 3, 5, -1))


def test_gaze_alone_pupil_alone_and_one_eye() -> None:
    assert found(["x", "y", "pi_timestamp"]).eyes == ("cyclopean",)
    assert not found(["x", "y"]).has("pupil")
    assert not found(["diameter"]).has("x")
    nothing = [""] * len(TOBII)
    only = arranged(TOBII, nothing, nothing, where="x", only="right")
    assert only.places == ((2, 3, 5, -1),)
    said = arranged(["x", "y", "Diameter"], [""] * 3, ["left"] * 3, where="x")
    assert said.eyes == ("left",)
    apart = found(["left_pupil", "right_gaze_x", "right_gaze_y"], ["mm", "px", "px"])
    assert (apart.eyes, apart.gaze_unit) == (("left", "right"), "pixel")


def test_gaze_in_the_picture_of_a_camera_is_not_on_the_screen_unless_said() -> None:
    nothing = [""] * len(PUPIL_LABS)
    camera = found(PUPIL_LABS)
    assert not camera.is_on_screen
    assert found(TOBII).is_on_screen
    assert found(["diameter"]).is_on_screen  # no gaze at all
    said = arranged(PUPIL_LABS, nothing, nothing, where="x", gaze_unit="normalised")
    assert said.is_on_screen
    assert said.origin == "bottom-left"


def test_where_coordinates_begin_follows_from_the_unit_that_is_said() -> None:
    nothing = ["", ""]
    assert found(["x", "y"]).origin == "n/a"
    for unit, origin in (("pixel", "top-left"), ("degree", "centre")):
        said = arranged(["x", "y"], nothing, nothing, where="x", gaze_unit=unit)
        assert (said.gaze_unit, said.origin) == (unit, origin)


def test_what_is_no_eye_tracker_is_refused_in_words() -> None:
    with pytest.raises(SourceError, match=r"no channels of gaze or pupil.*Fp1, Fp2"):
        found(["Fp1", "Fp2"])
    with pytest.raises(SourceError, match="There is no eye tracker 'tobii'"):
        open_eyes("tobii")
    with pytest.raises(SourceError, match="'units=inch', is not known"):
        open_eyes("lsl:x;units=inch")
    open_eyes("lsl:x;units=pixel;resolution=1920x1080;eye=left")
