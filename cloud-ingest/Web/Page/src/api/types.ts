// Made from the service's OpenAPI document by scripts/types.mjs; not edited by hand.

export interface AreaCommunity {
  code: string;
  name: LocalName;
  gates: AreaGate[];
}

export type AreaDayState = "reported" | "zero" | "partial" | "missing";

export interface AreaDistrict {
  code: string;
  name: LocalName;
  streets: AreaStreet[];
}

export interface AreaGate {
  id: string;
  name: LocalName;
  kind: GateKind;
}

export interface AreaStreet {
  code: string;
  name: LocalName;
  communities: AreaCommunity[];
}

export interface AreaTree {
  root: string;
  districts: AreaDistrict[];
}

export type AuditAct = "looked" | "signed_in" | "account_added" | "account_changed" | "password_changed" | "token_added" | "token_revoked" | "audit_pruned" | "warning_opened" | "warning_acknowledged" | "warning_followed_up" | "warning_closed" | "warning_reopened" | "webhook_given_up" | "hours_excluded" | "exclusion_withdrawn";

export interface AuditEntry {
  id: number;
  time: string;
  act: AuditAct;
  who: string;
  address: string;
  area: string;
  detail: string;
  status: number | null;
  rows: number | null;
}

export interface AuditPage {
  items: AuditEntry[];
  next: string | null;
}

export type BodyModel = "heat_balance" | "melexis_reference";

export interface ChartDayItem {
  day: string;
  state: AreaDayState;
  fevers: number | null;
  persons: number | null;
  expected: number | null;
  upper: number | null;
  alarm: boolean;
}

export type ClockQuality = "unknown" | "welcome" | "ntp";

export interface ClosureNote {
  from: string;
  until: string | null;
  reason: string;
  by: string;
  declared: string;
}

export type Conclusion = "confirmed" | "explained" | "false_alarm" | "faulty_data" | "duplicate";

export interface Coverage {
  expected: number;
  reported: number;
  reported_zero: number;
  partial: number;
  silent: number;
  known_off: number;
  unregistered: number;
  complete: boolean;
}

export interface DailyReport {
  area: ReportArea;
  day: string;
  time_zone: string;
  start: string;
  end: string;
  total: ReportCounts | null;
  coverage: Coverage;
  zero: ZeroClaim;
  day_before: DayComparison;
  week_before: DayComparison;
  parts: ReportPart[];
  gates: GateLine[];
  waiting: WaitingLine[];
}

export interface DayComparison {
  day: string;
  coverage: Coverage;
  counts: ReportCounts | null;
  difference: ReportCounts | null;
  not_comparable: Incomparable[];
}

export type EvaluationAnswer = "normal" | "alarm" | "insufficient_data";

export interface EvaluationItem {
  day: string;
  answer: EvaluationAnswer;
  reason: Insufficiency | null;
  why: LocalName;
  state: AreaDayState;
  observed: number | null;
  persons: number | null;
  screened: number | null;
  confirmed: number | null;
  coverage: number;
  expected: number | null;
  upper: number | null;
  window_days: number;
  baseline_days: number;
  signals: SignalItem[];
  known_at: string;
  stands: boolean;
}

export interface ExcludedGate {
  gate: string;
  name: LocalName;
  community: string;
  hours: string[];
}

export interface Exclusion {
  id: number;
  gate: string;
  community: string;
  from: string;
  to: string;
  reason: string;
  excluded_by: string;
  excluded_at: string;
  withdrawn_by: string | null;
  withdrawn_at: string | null;
  withdrawal_reason: string | null;
}

export interface ExclusionPage {
  items: Exclusion[];
  next: string | null;
}

export interface GateChange {
  gate: string;
  community: string;
  state_issued: GateReportState | null;
  state_now: GateReportState | null;
  counts_issued: ReportCounts | null;
  counts_now: ReportCounts | null;
}

export interface GateHealthItem {
  time: string;
  outbox_depth: number;
  outbox_oldest_s: number;
  outbox_rejected: number;
  outbox_shed: number;
  outbox_overfull: boolean;
  clock_quality: ClockQuality;
  disk_free_bytes: number;
  cpu_c: number | null;
  uptime_s: number;
}

export type GateKind = "pedestrian" | "vehicle" | "door";

export interface GateLine {
  gate: string;
  name: LocalName | null;
  community: string;
  state: GateReportState;
  counts: ReportCounts | null;
  expected_seconds: number;
  in_service_seconds: number;
  silent_hours: HourSpan[];
  out_of_service_hours: HourSpan[];
  silent_since: SilentSince | null;
  closures: ClosureNote[];
  stood_here: HourSpan | null;
  excluded_hours: HourSpan[];
}

export type GateReportState = "reported" | "reported_zero" | "partial" | "silent" | "known_off" | "unregistered" | "pending";

export interface GateTodayItem {
  gate: string;
  name: LocalName;
  kind: GateKind;
  district: string;
  street: string;
  community: string;
  presence: Presence;
  since: string | null;
  closed_for: string | null;
  last_seen: string | null;
  software: string | null;
  health: GateHealthItem | null;
  counts: ReportCounts | null;
  hours: (number | null)[];
  fever_hours: (number | null)[];
  excluded_hours: boolean[];
}

export interface GatesNow {
  expected: number;
  reporting: number;
  zero: number;
  silent: number;
  known_off: number;
  excluded: number;
}

export interface GatesTodayAnswer {
  time_zone: string;
  start: string;
  known_at: string;
  items: GateTodayItem[];
}

export interface HourSpan {
  from: string;
  to: string;
  in_service_seconds: number | null;
}

export type Incomparable = "that_day_incomplete" | "this_day_incomplete";

export type Insufficiency = "day_missing" | "day_partial" | "few_days_before";

export interface IssueDocument {
  serial: string;
  number: number;
  issued_at: string;
  due_at: string | null;
  late: boolean;
  issued_by: string;
  reason: string | null;
  known_at: string;
  report: DailyReport;
}

export interface LocalName {
  zh: string;
  en: string;
}

export type NoteKind = "acknowledged" | "follow_up" | "closed" | "reopened" | "withdrawn";

export interface OverviewAnswer {
  area: ReportArea | null;
  time_zone: string;
  day: string;
  start: string;
  known_at: string;
  counts: ReportCounts | null;
  fever_rate: number | null;
  fever_rate_low: number | null;
  fever_rate_high: number | null;
  hours: (number | null)[];
  fever_hours: (number | null)[];
  excluded_hours: number[];
  gates: GatesNow;
  silent_gates: SilentGate[];
  excluded_gates: ExcludedGate[];
  parts: OverviewPart[];
}

export interface OverviewPart {
  level: PlaceLevel;
  code: string;
  name: LocalName;
  counts: ReportCounts | null;
  fever_rate: number | null;
  fever_rate_low: number | null;
  fever_rate_high: number | null;
  gates: GatesNow;
}

export type PlaceLevel = "gate" | "community" | "street" | "district";

export type Presence = "reporting" | "zero" | "silent" | "known_off";

export interface ReportArea {
  level: PlaceLevel;
  code: string;
  name: LocalName;
}

export interface ReportChanges {
  changed: boolean;
  comparisons_only: boolean;
  difference: ReportCounts | null;
  gates: GateChange[];
}

export interface ReportCounts {
  persons: number;
  screened_fevers: number;
  confirmed_fevers: number;
  found_normal: number;
  retries: number;
  manual: number;
  inward: number;
  outward: number;
}

export interface ReportIssue {
  area: string;
  day: string;
  number: number;
  serial: string;
  issued_at: string;
  due_at: string | null;
  late: boolean;
  issued_by: string;
  reason: string | null;
  known_at: string;
  zero_claimed: boolean;
  complete: boolean;
  hash: string;
  signature: ReportSignature | null;
}

export interface ReportList {
  items: ReportIssue[];
  next: string | null;
}

export interface ReportPart {
  level: PlaceLevel;
  code: string;
  name: LocalName;
  coverage: Coverage;
  counts: ReportCounts | null;
}

export interface ReportSignature {
  account: string;
  role: Role;
  area: string;
  name: string;
  signed_at: string;
  zero_confirmed: boolean;
  note: string | null;
  hash: string;
}

export interface ReportVersions {
  area: ReportArea;
  day: string;
  issues: ReportIssue[];
  issue: number | null;
  as_issued: DailyReport | null;
  as_now_known: DailyReport;
  known_at: string;
  changes: ReportChanges | null;
  published: number | null;
}

export type Role = "official" | "technician" | "administrator";

export interface ScreeningItem {
  gate: string;
  stream: string;
  seq: number;
  time: string;
  time_error_us: number;
  maintenance: boolean;
  district: string;
  street: string;
  community: string;
  outcome: ScreeningOutcome;
  quality: ScreeningQuality;
  reason: ScreeningReason;
  body_c: number | null;
  surface_c: number | null;
  ambient_c: number | null;
  air_c: number | null;
  threshold_c: number;
  samples: number;
  dwell_ms: number;
  model: BodyModel;
  model_version: number;
  first_seq: number;
  excluded: boolean;
}

export type ScreeningOutcome = "normal" | "fever" | "retry" | "manual";

export interface ScreeningPage {
  items: ScreeningItem[];
  next: string | null;
}

export type ScreeningQuality = "clinical" | "indicative";

export type ScreeningReason = "none" | "too_few_samples" | "no_plateau" | "body_below_range" | "body_above_range" | "sensor_too_cold" | "sensor_too_warm" | "sensor_temperature_drifting" | "near_threshold" | "fever_unconfirmed" | "retries_exhausted" | "sensor_fault" | "left_too_early" | "not_recorded" | "sensor_doubtful" | "not_acclimatised" | "sensor_not_medical" | "air_too_cold" | "sensor_temperature_unknown";

export interface SessionItem {
  name: string;
  role: Role;
  area: string;
  person: boolean;
  time_zone: string;
}

export interface SignalItem {
  method: WarningMethod;
  statistic: number;
  threshold: number;
  p_value: number | null;
  q_value: number | null;
  alarm: boolean;
  observed: number | null;
  expected: number | null;
  persons: number | null;
  why: LocalName | null;
}

export interface SilentGate {
  gate: string;
  name: LocalName;
  community: string;
  since: string | null;
}

export interface SilentSince {
  time: string;
  or_earlier: boolean;
}

export interface TrendAnswer {
  by: TrendStep;
  time_zone: string;
  known_at: string;
  series: TrendSeries[];
}

export interface TrendPoint {
  start: string;
  state: TrendState;
  gates_reporting: number;
  gates_expected: number;
  in_service_s: number | null;
  persons: number | null;
  normal: number | null;
  fever: number | null;
  retry: number | null;
  manual: number | null;
  confirmed_fever: number | null;
  confirmed_normal: number | null;
  inward: number | null;
  outward: number | null;
  fever_rate: number | null;
  fever_rate_low: number | null;
  fever_rate_high: number | null;
  body_p5_c: number | null;
  body_median_c: number | null;
  body_p95_c: number | null;
  body_count: number | null;
  ambient_mean_c: number | null;
  ambient_min_c: number | null;
  ambient_max_c: number | null;
}

export interface TrendSeries {
  code: string;
  name: LocalName | null;
  points: TrendPoint[];
}

export type TrendState = "reported" | "partial" | "silent" | "open" | "not_expected";

export type TrendStep = "hour" | "day" | "week";

export interface WaitingLine {
  gate: string;
  first_seen: string;
  last_seen: string;
}

export interface WarningAreaItem {
  level: PlaceLevel;
  code: string;
  name: LocalName;
  place: string;
}

export interface WarningChartItem {
  days: ChartDayItem[];
}

export interface WarningDetailItem {
  alarms: EvaluationItem[];
  chart: WarningChartItem;
  related: WarningItem[];
  id: number;
  area: WarningAreaItem;
  state: WarningState;
  day: string;
  last_alarm_day: string;
  alarm_days: number;
  opened_at: string;
  why: LocalName;
  observed: number | null;
  expected: number | null;
  upper: number | null;
  persons: number | null;
  window_days: number;
  baseline_days: number;
  signals: SignalItem[];
  stands: boolean;
  acknowledged_by: string | null;
  acknowledged_at: string | null;
  closed_by: string | null;
  closed_at: string | null;
  conclusion: Conclusion | null;
  notes: WarningNote[];
}

export interface WarningItem {
  id: number;
  area: WarningAreaItem;
  state: WarningState;
  day: string;
  last_alarm_day: string;
  alarm_days: number;
  opened_at: string;
  why: LocalName;
  observed: number | null;
  expected: number | null;
  upper: number | null;
  persons: number | null;
  window_days: number;
  baseline_days: number;
  signals: SignalItem[];
  stands: boolean;
  acknowledged_by: string | null;
  acknowledged_at: string | null;
  closed_by: string | null;
  closed_at: string | null;
  conclusion: Conclusion | null;
  notes: WarningNote[];
}

export type WarningMethod = "c1" | "c2" | "c3" | "beta_binomial" | "beta_binomial_three_days" | "cusum";

export interface WarningNote {
  at: string;
  by: string;
  kind: NoteKind;
  text: string;
  conclusion: Conclusion | null;
}

export interface WarningPage {
  items: WarningItem[];
  next: string | null;
}

export type WarningState = "open" | "acknowledged" | "closed";

export interface ZeroClaim {
  claimed: boolean;
  zero_gates: number;
  expected_gates: number;
  undecided: number;
}
