* Reads measurements_wide.csv; make its folder the working directory first (CD).
SET DECIMAL=DOT.
GET DATA
  /TYPE=TXT
  /FILE="measurements_wide.csv"
  /ENCODING="UTF8"
  /DELCASE=LINE
  /DELIMITERS=","
  /QUALIFIER='"'
  /ARRANGEMENT=DELIMITED
  /FIRSTCASE=2
  /VARIABLES=
  subject_id A64
  level A64
  level_order F12.1
  reader_id A64
  reading_no F8.0
  pre_h_ant_mm F12.3
  pre_h_mid_mm F12.3
  pre_h_post_mm F12.3
  pre_wedge_deg F12.3
  pre_ratio_ap F12.4
  pre_ratio_mp F12.4
  pre_status A64
  post_h_ant_mm F12.3
  post_h_mid_mm F12.3
  post_h_post_mm F12.3
  post_wedge_deg F12.3
  post_ratio_ap F12.4
  post_ratio_mp F12.4
  post_status A64
  d_h_ant_mm F12.3
  d_h_mid_mm F12.3
  d_h_post_mm F12.3
  d_wedge_deg F12.3
  d_status A64
  days_pre_post F8.0
  pre_spacing_src A64
  post_spacing_src A64
  quality_flags A255
  note A2000
  method_version F8.0
  app_version A64
  m1_h_ant_mm F12.3
  m1_h_mid_mm F12.3
  m1_h_post_mm F12.3
  m1_wedge_deg F12.3
  m1_ratio_ap F12.4
  m1_ratio_mp F12.4
  m1_status A64
  d_m1_h_ant_mm F12.3
  d_m1_h_mid_mm F12.3
  d_m1_h_post_mm F12.3
  d_m1_wedge_deg F12.3
  d_m1_status A64
  days_pre_m1 F8.0
  m1_spacing_src A64
  m3_h_ant_mm F12.3
  m3_h_mid_mm F12.3
  m3_h_post_mm F12.3
  m3_wedge_deg F12.3
  m3_ratio_ap F12.4
  m3_ratio_mp F12.4
  m3_status A64
  d_m3_h_ant_mm F12.3
  d_m3_h_mid_mm F12.3
  d_m3_h_post_mm F12.3
  d_m3_wedge_deg F12.3
  d_m3_status A64
  days_pre_m3 F8.0
  m3_spacing_src A64
  m6_h_ant_mm F12.3
  m6_h_mid_mm F12.3
  m6_h_post_mm F12.3
  m6_wedge_deg F12.3
  m6_ratio_ap F12.4
  m6_ratio_mp F12.4
  m6_status A64
  d_m6_h_ant_mm F12.3
  d_m6_h_mid_mm F12.3
  d_m6_h_post_mm F12.3
  d_m6_wedge_deg F12.3
  d_m6_status A64
  days_pre_m6 F8.0
  m6_spacing_src A64
  m12_h_ant_mm F12.3
  m12_h_mid_mm F12.3
  m12_h_post_mm F12.3
  m12_wedge_deg F12.3
  m12_ratio_ap F12.4
  m12_ratio_mp F12.4
  m12_status A64
  d_m12_h_ant_mm F12.3
  d_m12_h_mid_mm F12.3
  d_m12_h_post_mm F12.3
  d_m12_wedge_deg F12.3
  d_m12_status A64
  days_pre_m12 F8.0
  m12_spacing_src A64
  y2_h_ant_mm F12.3
  y2_h_mid_mm F12.3
  y2_h_post_mm F12.3
  y2_wedge_deg F12.3
  y2_ratio_ap F12.4
  y2_ratio_mp F12.4
  y2_status A64
  d_y2_h_ant_mm F12.3
  d_y2_h_mid_mm F12.3
  d_y2_h_post_mm F12.3
  d_y2_wedge_deg F12.3
  d_y2_status A64
  days_pre_y2 F8.0
  y2_spacing_src A64.
VARIABLE LABELS
  subject_id "Subject"
  level "Level"
  level_order "Order of the level"
  reader_id "Reader"
  reading_no "Number of the reading"
  pre_h_ant_mm "Anterior height, Before surgery"
  pre_h_mid_mm "Middle height, Before surgery"
  pre_h_post_mm "Posterior height, Before surgery"
  pre_wedge_deg "Wedge angle, Before surgery"
  pre_ratio_ap "Anterior/posterior ratio, Before surgery"
  pre_ratio_mp "Middle/posterior ratio, Before surgery"
  pre_status "Status, Before surgery"
  post_h_ant_mm "Anterior height, After surgery"
  post_h_mid_mm "Middle height, After surgery"
  post_h_post_mm "Posterior height, After surgery"
  post_wedge_deg "Wedge angle, After surgery"
  post_ratio_ap "Anterior/posterior ratio, After surgery"
  post_ratio_mp "Middle/posterior ratio, After surgery"
  post_status "Status, After surgery"
  d_h_ant_mm "Change of anterior height, After surgery"
  d_h_mid_mm "Change of middle height, After surgery"
  d_h_post_mm "Change of posterior height, After surgery"
  d_wedge_deg "Change of wedge angle, After surgery"
  d_status "Status of the change, After surgery"
  days_pre_post "Days to After surgery"
  pre_spacing_src "Source of the spacing, Before surgery"
  post_spacing_src "Source of the spacing, After surgery"
  quality_flags "Quality flags"
  note "Note"
  method_version "Version of the formulas"
  app_version "Version of the program"
  m1_h_ant_mm "Anterior height, 1 month"
  m1_h_mid_mm "Middle height, 1 month"
  m1_h_post_mm "Posterior height, 1 month"
  m1_wedge_deg "Wedge angle, 1 month"
  m1_ratio_ap "Anterior/posterior ratio, 1 month"
  m1_ratio_mp "Middle/posterior ratio, 1 month"
  m1_status "Status, 1 month"
  d_m1_h_ant_mm "Change of anterior height, 1 month"
  d_m1_h_mid_mm "Change of middle height, 1 month"
  d_m1_h_post_mm "Change of posterior height, 1 month"
  d_m1_wedge_deg "Change of wedge angle, 1 month"
  d_m1_status "Status of the change, 1 month"
  days_pre_m1 "Days to 1 month"
  m1_spacing_src "Source of the spacing, 1 month"
  m3_h_ant_mm "Anterior height, 3 months"
  m3_h_mid_mm "Middle height, 3 months"
  m3_h_post_mm "Posterior height, 3 months"
  m3_wedge_deg "Wedge angle, 3 months"
  m3_ratio_ap "Anterior/posterior ratio, 3 months"
  m3_ratio_mp "Middle/posterior ratio, 3 months"
  m3_status "Status, 3 months"
  d_m3_h_ant_mm "Change of anterior height, 3 months"
  d_m3_h_mid_mm "Change of middle height, 3 months"
  d_m3_h_post_mm "Change of posterior height, 3 months"
  d_m3_wedge_deg "Change of wedge angle, 3 months"
  d_m3_status "Status of the change, 3 months"
  days_pre_m3 "Days to 3 months"
  m3_spacing_src "Source of the spacing, 3 months"
  m6_h_ant_mm "Anterior height, 6 months"
  m6_h_mid_mm "Middle height, 6 months"
  m6_h_post_mm "Posterior height, 6 months"
  m6_wedge_deg "Wedge angle, 6 months"
  m6_ratio_ap "Anterior/posterior ratio, 6 months"
  m6_ratio_mp "Middle/posterior ratio, 6 months"
  m6_status "Status, 6 months"
  d_m6_h_ant_mm "Change of anterior height, 6 months"
  d_m6_h_mid_mm "Change of middle height, 6 months"
  d_m6_h_post_mm "Change of posterior height, 6 months"
  d_m6_wedge_deg "Change of wedge angle, 6 months"
  d_m6_status "Status of the change, 6 months"
  days_pre_m6 "Days to 6 months"
  m6_spacing_src "Source of the spacing, 6 months"
  m12_h_ant_mm "Anterior height, 12 months"
  m12_h_mid_mm "Middle height, 12 months"
  m12_h_post_mm "Posterior height, 12 months"
  m12_wedge_deg "Wedge angle, 12 months"
  m12_ratio_ap "Anterior/posterior ratio, 12 months"
  m12_ratio_mp "Middle/posterior ratio, 12 months"
  m12_status "Status, 12 months"
  d_m12_h_ant_mm "Change of anterior height, 12 months"
  d_m12_h_mid_mm "Change of middle height, 12 months"
  d_m12_h_post_mm "Change of posterior height, 12 months"
  d_m12_wedge_deg "Change of wedge angle, 12 months"
  d_m12_status "Status of the change, 12 months"
  days_pre_m12 "Days to 12 months"
  m12_spacing_src "Source of the spacing, 12 months"
  y2_h_ant_mm "Anterior height, 2 years"
  y2_h_mid_mm "Middle height, 2 years"
  y2_h_post_mm "Posterior height, 2 years"
  y2_wedge_deg "Wedge angle, 2 years"
  y2_ratio_ap "Anterior/posterior ratio, 2 years"
  y2_ratio_mp "Middle/posterior ratio, 2 years"
  y2_status "Status, 2 years"
  d_y2_h_ant_mm "Change of anterior height, 2 years"
  d_y2_h_mid_mm "Change of middle height, 2 years"
  d_y2_h_post_mm "Change of posterior height, 2 years"
  d_y2_wedge_deg "Change of wedge angle, 2 years"
  d_y2_status "Status of the change, 2 years"
  days_pre_y2 "Days to 2 years"
  y2_spacing_src "Source of the spacing, 2 years".
VALUE LABELS pre_status post_status d_status m1_status d_m1_status m3_status d_m3_status m6_status d_m6_status m12_status d_m12_status y2_status d_y2_status
  "measured" "Measured"
  "derived" "Derived"
  "not_applicable" "Not applicable"
  "unavailable" "Unavailable"
  "death" "Death"
  "lost_to_follow_up" "Lost to follow-up"
  "not_reported" "Not reported"
  "not_visible" "Not visible"
  "not_measured" "Not measured"
  "uncalibrated" "Uncalibrated"
  "excluded" "Excluded"
  "partial" "Partial"
  "reported" "Reported"
  "withdrawn" "Withdrawn"
  "visit_not_due" "Visit not due"
  "not_comparable" "Not comparable".
EXECUTE.
