/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Issue Catalog page. */

#pragma once

#include "hc-catalog-page-private.h"
#include "hc-register-view-private.h"
#include "page-fixture.h"

/* HC-001 has tickets 1 … 12 (P1 and P2 among them), HC-002 tickets 13 … 15, HC-003 none. */
void issues_set_up (PageFixture *fixture, gconstpointer data);
/* Nothing at all. */
void issues_set_up_empty (PageFixture *fixture, gconstpointer data);
void issues_tear_down (PageFixture *fixture, gconstpointer data);

HcCatalogPage *issues_page (PageFixture *fixture);
HcRecordList *issues_of (PageFixture *fixture);
guint issues_shown (PageFixture *fixture); /* rows */
const char *issues_id_at (PageFixture *fixture, guint position);
/* Of the issue with that code: “gone” and NULL where there is none. */
const char *issues_value (PageFixture *fixture, const char *code, const char *field);
const char *issues_id_of (PageFixture *fixture, const char *code);
void issues_select (PageFixture *fixture, const char *code);
