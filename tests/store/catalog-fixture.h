/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For tests of rules and triage: a launch in memory with a plan, four issues and ten tickets. */

#pragma once

#include "hc-rule-table.h"
#include "hc-triage-table.h"

G_BEGIN_DECLS

#define DAY_1 1772582400 /* 2026-03-04T00:00Z, go-live */

/* Workflows w1 (steps s11, s12), w2 (step s21); cohorts c1, c2 (c2 has the match location = Berlin);
 * issues i1 “HC-001 No approver” of w1/s11/access, i2 “HC-002 Print” of w2, i3 “HC-003 Login”, i4
 * without a code; tickets 1 … 10 of the import 1, the last one from before go-live. */
HcDb *catalog_fixture_new (void);
/* Titles of the tickets: 1 “No approver for 4711”, 2 “no APPROVER in Berlin”, 3 “Printer jam”,
 * 4 “Login fails”, 5 “Straße fehlt”, 6 NULL, 7 “No approver, login fails”, 8 “Print preview”,
 * 9 “Hang up”, 10 “No approver”. Groups: Desk, from 6 on Basis. Location: Berlin for even ones. */

/* “word approver > i1 - - - -”: operator, value, then the targets; on the title. */
HcRule *catalog_rule (const char *text);
/* Saves it as the last rule by a command; returns its id. */
char *catalog_add_rule (HcDb *db, const char *name, const char *text);
/* “1:i1:r1 7:i1:r1 ”: tickets with the rule's issue and the rule's name. */
char *catalog_links (HcDb *db);
#define catalog_assert_links(db, expected)                                                         \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *_links = catalog_links (db);                                                  \
    g_assert_cmpstr (_links, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END
/* hc_rules_refresh(); did it rebuild? */
gboolean catalog_refresh (HcDb *db);

G_END_DECLS
