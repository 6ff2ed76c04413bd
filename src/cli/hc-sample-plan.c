/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-sample-plan.h"

#define HOLIDAY_DAY 5 /* Monday 9 March */
#define GO_LIVE_WEEKDAY 3

const HcSampleWorkflow hc_sample_workflows[] = {
  [HC_SAMPLE_REQUISITION] = { "Purchase requisition",
                              { "Pick catalogue item", "Enter cost centre", "Attach quote",
                                "Submit for approval", "Approve", "Convert to order" },
                              HC_SAMPLE_BUYERS,
                              310 },
  [HC_SAMPLE_GOODS_RECEIPT] = { "Goods receipt",
                                { "Scan delivery", "Enter quantity", "Post receipt",
                                  "Print labels" },
                                HC_SAMPLE_WAREHOUSE,
                                640 },
  [HC_SAMPLE_INVOICE] = { "Invoice posting",
                          { "Capture invoice", "Match to order", "Check tax code",
                            "Release blocked invoice", "Post invoice" },
                          HC_SAMPLE_AP_CLERKS,
                          480 },
  [HC_SAMPLE_PAYMENT] = { "Payment run",
                          { "Propose payments", "Review proposal", "Release payments",
                            "Send bank file" },
                          HC_SAMPLE_AP_CLERKS,
                          24 },
  [HC_SAMPLE_MONTH_END] = { "Month-end close",
                            { "Post accruals", "Reconcile interfaces", "Run closing reports",
                              "Lock period" },
                            HC_SAMPLE_CONTROLLERS,
                            60 },
  [HC_SAMPLE_SUPPLIER] = { "Supplier onboarding",
                           { "Request supplier", "Upload documents", "Compliance check",
                             "Enter bank details", "Activate supplier" },
                           HC_SAMPLE_DATA_STEWARDS,
                           45 },
  [HC_SAMPLE_ROLE_REQUEST] = { "Role request",
                               { "Choose role", "Manager approval", "Security approval",
                                 "Sign in with new role" },
                               HC_SAMPLE_REQUESTERS,
                               95 },
};

const HcSamplePlace hc_sample_places[] = {
  { "Berlin", 0 },
  { "Mannheim", 0 },
  { "Łódź", 0 },
  { "São Paulo", 4 },
};

const HcSampleCohort hc_sample_cohorts[] = {
  [HC_SAMPLE_BUYERS] = { "Buyers", "Buyer", "Procurement", 140, { 45, 20, 15, 20 } },
  [HC_SAMPLE_AP_CLERKS] = { "AP Clerks", "AP Clerk", "Accounts Payable", 65, { 15, 0, 70, 15 } },
  [HC_SAMPLE_WAREHOUSE] = { "Warehouse Operators",
                            "Warehouse Operator",
                            "Warehouse",
                            210,
                            { 0, 65, 0, 35 } },
  [HC_SAMPLE_CONTROLLERS] = { "Controllers", "Controller", "Controlling", 40, { 60, 15, 10, 15 } },
  [HC_SAMPLE_REQUESTERS] = { "Requesters", "Requester", "Operations", 520, { 35, 30, 10, 25 } },
  [HC_SAMPLE_MANAGERS] = { "Line Managers", "Line Manager", "Management", 90, { 40, 25, 15, 20 } },
  [HC_SAMPLE_DATA_STEWARDS] = { "Data Stewards",
                                "Data Steward",
                                "Master Data",
                                25,
                                { 30, 0, 60, 10 } },
};

const HcSampleGroup hc_sample_groups[] = {
  [HC_SAMPLE_SERVICE_DESK] = { "Service Desk", 14 },
  [HC_SAMPLE_PROCUREMENT] = { "ERP Procurement Support", 6 },
  [HC_SAMPLE_FINANCE] = { "ERP Finance Support", 9 },
  [HC_SAMPLE_LOGISTICS] = { "ERP Logistics Support", 6 },
  [HC_SAMPLE_ACCESS] = { "Access Management", 5 },
  [HC_SAMPLE_INTEGRATION] = { "Integration Team", 4 },
  [HC_SAMPLE_MASTER_DATA] = { "Master Data Team", 4 },
  [HC_SAMPLE_WORKPLACE] = { "Workplace IT", 5 },
  [HC_SAMPLE_VENDOR] = { "ERP Vendor Support", 3 },
};

const char *const hc_sample_suppliers[] = {
  "Müller GmbH",
  "Zażółć Transport Sp. z o.o.",
  "Łódzkie Zakłady Metalowe S.A.",
  "Fundição São João Ltda",
  "Nordlicht Verpackung AG",
  "Crème & Fils SARL",
  "Ångström Tools AB",
  "Grüne Brücke Logistik KG",
  "Peças Avançadas Ltda",
  "Straßenbau Köln GmbH",
  "Contoso Paper Ltd",
  "Świt Elektronika Sp. z o.o.",
  NULL,
};

HcDay
hc_sample_go_live (void)
{
  return hc_day_from_ymd (2026, 3, 4);
}

HcDay
hc_sample_holiday (void)
{
  return hc_sample_go_live () + HOLIDAY_DAY;
}

gboolean
hc_sample_is_working (int day)
{
  return (day + GO_LIVE_WEEKDAY - 1) % 7 < 5 && day != HOLIDAY_DAY;
}

guint
hc_sample_level (int day)
{
  static const guint8 levels[] = { 78, 100, 96, 94, 84, 75, 68, 62, 57, 53, 49, 46, 43, 40, 38 };
  guint ordinal = 0;

  if (day == HOLIDAY_DAY)
    return 10;
  if (!hc_sample_is_working (day))
    return (day + GO_LIVE_WEEKDAY - 1) % 7 == 5 ? 9 : 6;

  for (int d = 0; d < day; d++)
    ordinal += hc_sample_is_working (d) ? 1 : 0;
  return levels[MIN (ordinal, G_N_ELEMENTS (levels) - 1)];
}

/* Comes within two days, fades slowly, drops when it is fixed and then dies out. */
guint
hc_sample_problem_rate (const HcSampleProblem *problem, int day)
{
  guint64 rate;

  if (day < problem->start)
    return 0;

  rate = (guint64) problem->weight * 100 * (day == problem->start && day > 0 ? 55 : 100) / 100;
  for (int d = problem->start + 2; d < day && d < problem->start + 60; d++)
    rate = rate * problem->fade / 100;
  if (problem->fixed != HC_SAMPLE_NEVER && day >= problem->fixed)
    {
      rate = rate * (day == problem->fixed ? MAX (45, problem->tail) : problem->tail) / 100;
      for (int d = problem->fixed; d < day && d < problem->fixed + 5; d++)
        rate = rate * 85 / 100;
    }
  return (guint) rate;
}
