/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Steps from a spreadsheet: one line is one step. Pure.
 *
 * The first column that is no running number is the name; further columns may say what changed (New,
 * Changed, Same) and whether it is an exception path (Yes, No, “exception”); their order does not
 * matter. A line of headings, empty lines and a number before the name (“3. Pick item”) are
 * recognised. Quoted cells (with tabs, line ends, doubled quotes) are read as spreadsheets write
 * them. */

#pragma once

#include "hc-field.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *steps; /* of HcRecordData of type “workflow_step”, without ids */
  GPtrArray *notes; /* of char *: what was left out and why; translated sentences */
} HcStepPaste;

/* @workflow_id: whose steps they will be. Never NULL; no steps: there was no text. */
HcStepPaste *hc_step_paste_parse (const char *text, const char *workflow_id);
void hc_step_paste_free (HcStepPaste *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcStepPaste, hc_step_paste_free)

G_END_DECLS
