"""Reliability of each score, of simulated people: made, not written.

ATTENTION_CAMP_WRITE=1 attention-camp bench scores --long
"""

from attention_camp.tasks.reliability import Reliability

RELIABILITY = {
    ("pvt", "brief", "reciprocal_reaction_time_per_s"): Reliability(
        500, 0.0, 0.00639, 0.00916, 0.99, 0.979, 0.103
    ),
    ("pvt", "brief", "reaction_time_ms"): Reliability(
        500, 0.0, 0.0024, 0.0173, 0.965, 0.924, 14.9
    ),
    ("pvt", "brief", "median_reaction_time_ms"): Reliability(
        500, 0.0, 0.00564, 0.0109, 0.987, 0.974, 7.83
    ),
    ("pvt", "brief", "lapse_rate"): Reliability(
        500, 0.0, 0.00113, 0.0166, 0.966, 0.937, 0.0378
    ),
    ("pvt", "assessment", "reciprocal_reaction_time_per_s"): Reliability(
        500, 0.0, 0.00401, 0.00772, 0.993, 0.987, 0.0819
    ),
    ("pvt", "assessment", "reaction_time_ms"): Reliability(
        500, 0.0, 0.00658, 0.0146, 0.976, 0.949, 12.0
    ),
    ("pvt", "assessment", "median_reaction_time_ms"): Reliability(
        500, 0.0, 5.81e-06, 0.00887, 0.991, 0.983, 6.25
    ),
    ("pvt", "assessment", "lapse_rate"): Reliability(
        500, 0.0, 0.0138, 0.0337, 0.878, 0.752, 0.017
    ),
    ("attention-network", "assessment", "alerting_ms"): Reliability(
        1500, 0.0, -0.00732, 0.0433, 0.643, 0.397, 18.7
    ),
    ("attention-network", "assessment", "orienting_ms"): Reliability(
        1500, 0.0, -0.0213, 0.0331, 0.722, 0.536, 16.9
    ),
    ("attention-network", "assessment", "conflict_ms"): Reliability(
        1500, 0.0, -0.0156, 0.0214, 0.855, 0.74, 15.8
    ),
    ("visual-search", "assessment", "slope_present_ms_per_item"): Reliability(
        500, 0.0, -0.0158, 0.0339, 0.871, 0.777, 4.19
    ),
    ("visual-search", "assessment", "slope_absent_ms_per_item"): Reliability(
        500, 0.0, 0.00491, 0.0229, 0.942, 0.893, 5.46
    ),
    ("visual-search", "assessment", "intercept_present_ms"): Reliability(
        500, 0.0, 0.0139, 0.0339, 0.865, 0.756, 38.7
    ),
    ("visual-search", "assessment", "intercept_absent_ms"): Reliability(
        500, 0.0, -0.0284, 0.0425, 0.826, 0.687, 45.4
    ),
    ("sternberg", "assessment", "slope_ms_per_item"): Reliability(
        500, 0.0, 0.00667, 0.0398, 0.852, 0.74, 8.47
    ),
    ("sternberg", "assessment", "intercept_ms"): Reliability(
        500, 0.0, -0.0147, 0.0304, 0.894, 0.8, 33.6
    ),
    ("change-detection", "assessment", "cowan_k"): Reliability(
        500, 0.0, -0.0395, 0.0389, 0.849, 0.736, 0.569
    ),
    ("sart", "assessment", "d_prime"): Reliability(
        500, 0.0, -0.0427, 0.0346, 0.874, 0.789, 0.311
    ),
    ("sart", "assessment", "omission_rate"): Reliability(
        500, 0.0, 0.0191, 0.0378, 0.858, 0.708, 0.0185
    ),
    ("sart", "assessment", "commission_rate"): Reliability(
        500, 0.0, -0.000599, 0.0325, 0.892, 0.789, 0.0809
    ),
    ("sart", "assessment", "reaction_time_ms"): Reliability(
        500, 0.0, -0.00619, 0.00696, 0.994, 0.988, 5.4
    ),
    ("sart", "assessment", "reaction_time_cv"): Reliability(
        500, 0.0, -0.00912, 0.0197, 0.958, 0.914, 0.015
    ),
    ("grad-cpt", "assessment", "d_prime"): Reliability(
        1500, 0.0, -0.0164, 0.0128, 0.942, 0.889, 0.212
    ),
    ("grad-cpt", "assessment", "omission_rate"): Reliability(
        1500, 0.0, 0.00602, 0.0139, 0.93, 0.865, 0.0111
    ),
    ("grad-cpt", "assessment", "commission_rate"): Reliability(
        1500, 0.0, 0.00227, 0.0121, 0.952, 0.909, 0.0501
    ),
    ("grad-cpt", "assessment", "reaction_time_ms"): Reliability(
        1500, 0.0, 0.0279, 0.0446, 0.654, 0.4, 6.18
    ),
    ("grad-cpt", "assessment", "reaction_time_cv"): Reliability(
        1500, 0.0, 0.0163, 0.00523, 0.989, 0.978, 0.00421
    ),
    ("grad-cpt", "assessment", "error_rate_in_zone"): Reliability(
        1500, 0.0, 0.0334, 0.0194, 0.879, 0.762, 0.0162
    ),
    ("grad-cpt", "assessment", "error_rate_out_of_zone"): Reliability(
        1500, 0.0, -0.0205, 0.0196, 0.869, 0.757, 0.0159
    ),
    ("n-back", "assessment", "letter_d_prime"): Reliability(
        500, 0.0, -0.0197, 0.025, 0.918, 0.845, 0.273
    ),
    ("n-back", "assessment", "letter_hit_rate"): Reliability(
        500, 0.0, -0.0184, 0.0429, 0.821, 0.691, 0.0413
    ),
    ("n-back", "assessment", "letter_false_alarm_rate"): Reliability(
        500, 0.0, -0.0204, 0.0325, 0.89, 0.816, 0.0273
    ),
    ("digit-span", "assessment", "span"): Reliability(
        500, 0.0, 0.0361, 0.0232, 0.941, 0.887, 0.419
    ),
    ("corsi-span", "assessment", "span"): Reliability(
        500, 0.0, 0.0601, 0.023, 0.943, 0.886, 0.392
    ),
    ("digits-in-noise", "assessment", "speech_threshold_db"): Reliability(
        1500, 0.0, 0.0366, 0.0349, 0.707, 0.534, 0.696
    ),
    ("stop-signal", "assessment", "ssrt_ms"): Reliability(
        500, 0.0, -0.0156, 0.0245, 0.929, 0.882, 15.1
    ),
    ("stop-signal", "assessment", "go_reaction_time_ms"): Reliability(
        500, 0.0, -0.00442, 0.00581, 0.995, 0.989, 7.41
    ),
    ("go-no-go", "assessment", "d_prime"): Reliability(
        500, 0.0, 0.00555, 0.0182, 0.959, 0.911, 0.189
    ),
    ("go-no-go", "assessment", "omission_rate"): Reliability(
        500, 0.0, 0.0091, 0.0278, 0.912, 0.834, 0.0126
    ),
    ("go-no-go", "assessment", "commission_rate"): Reliability(
        500, 0.0, -0.0227, 0.0159, 0.969, 0.932, 0.0409
    ),
    ("go-no-go", "assessment", "reaction_time_ms"): Reliability(
        500, 0.0, 0.00175, 0.00448, 0.997, 0.994, 3.71
    ),
    ("go-no-go", "assessment", "reaction_time_cv"): Reliability(
        500, 0.0, 0.0107, 0.0136, 0.979, 0.956, 0.0104
    ),
    ("stroop", "assessment", "interference_ms"): Reliability(
        500, 0.0, -0.00801, 0.0276, 0.921, 0.848, 14.8
    ),
    ("stroop", "spatial", "interference_ms"): Reliability(
        500, 0.0, -0.00534, 0.0282, 0.909, 0.827, 15.2
    ),
    ("posner", "assessment", "validity_ms"): Reliability(
        500, 0.0, -0.00271, 0.0382, 0.854, 0.757, 13.7
    ),
    ("task-switching", "assessment", "switch_cost_ms"): Reliability(
        500, 0.0, 0.0111, 0.0197, 0.956, 0.911, 20.6
    ),
    ("ax-cpt", "assessment", "context_d_prime"): Reliability(
        500, 0.0, -0.0256, 0.0367, 0.854, 0.763, 0.348
    ),
    ("useful-field", "assessment", "threshold_ms"): Reliability(
        500, 0.0, 0.0276, 0.0111, 0.985, 0.965, 7.87
    ),
    ("attentional-blink", "assessment", "blink"): Reliability(
        500, 0.0, -0.0356, 0.0373, 0.839, 0.693, 0.0872
    ),
    ("symbol-digit", "assessment", "right_per_minute"): Reliability(
        500, 0.0, 0.0151, 0.0127, 0.979, 0.96, 1.44
    ),
    ("complex-span", "assessment", "span"): Reliability(
        500, 0.0, 0.0464, 0.0211, 0.947, 0.9, 0.401
    ),
    ("complex-span", "symmetry", "span"): Reliability(
        500, 0.0, 0.0464, 0.0211, 0.947, 0.9, 0.401
    ),
    ("trail-making", "assessment", "numbers_s_per_circle"): Reliability(
        500, 0.0, -0.00421, 0.00482, 0.997, 0.993, 0.0238
    ),
    ("trail-making", "assessment", "alternating_s_per_circle"): Reliability(
        500, 0.0, 0.0022, 0.00538, 0.997, 0.992, 0.0389
    ),
    ("trail-making", "assessment", "alternation_cost_s_per_circle"): Reliability(
        500, 0.0, 0.00916, 0.0115, 0.983, 0.962, 0.0466
    ),
    ("alternate-uses", "assessment", "ideas_per_minute"): Reliability(
        500, 0.0, -0.0145, 0.0321, 0.896, 0.76, 0.9
    ),
    ("alternate-uses", "chinese", "ideas_per_minute"): Reliability(
        500, 0.0, -0.0145, 0.0321, 0.896, 0.76, 0.9
    ),
    ("remote-associates", "assessment", "solved"): Reliability(
        500, 0.0, 0.00351, 0.0372, 0.859, 0.717, 0.0547
    ),
    ("remote-associates", "chinese", "solved"): Reliability(
        500, 0.0, 0.00351, 0.0372, 0.859, 0.717, 0.0547
    ),
    ("classroom", "assessment", "distraction_cost_ms"): Reliability(
        500, 0.0, -0.0279, 0.038, 0.856, 0.724, 18.7
    ),
    ("classroom", "assessment", "d_prime"): Reliability(
        500, 0.0, -0.0111, 0.0154, 0.964, 0.931, 0.186
    ),
    ("multitask-console", "assessment", "console_score"): Reliability(
        200, 0.0, -0.0631, 0.0438, 0.906, 0.854, 0.0352
    ),
    ("multitask-console", "assessment", "gauge_time_ms"): Reliability(
        200, 0.0, 0.0233, 0.0462, 0.921, 0.881, 311.0
    ),
    ("multitask-console", "assessment", "call_time_ms"): Reliability(
        200, 0.0, -0.0666, 0.0676, 0.827, 0.785, 110.0
    ),
    ("multitask-console", "assessment", "tracking_deviation_deg"): Reliability(
        200, 0.0, -0.0029, 0.0461, 0.909, 0.824, 0.165
    ),
    ("object-tracking", "assessment", "objects_tracked"): Reliability(
        200, 0.0, 0.00839, 0.0222, 0.974, 0.955, 0.169
    ),
}
