/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Titles and descriptions as people write them: templates with choices and parameters, then haste.
 */

#pragma once

#include "hc-sample-plan.h"
#include "hc-sample-random.h"

G_BEGIN_DECLS

/* The made-up values of one ticket: the same name gives the same value in title and description. */
typedef struct
{
  guint64 seed;
  const HcSamplePlace *place;
} HcSampleWords;

/* Appends @text with each “[a|b|c]” replaced by one of its choices, drawn from @random, and each
 * “{name}” by a value of @words: “[Invoice|Bill] {doc} blocked” → “Bill 5105600147 blocked”. */
void
hc_sample_expand (GString *out, const char *text, const HcSampleWords *words, HcRandom *random);
/* Typing errors, lower case, “URGENT”, a blank too many: in about one title of six. */
void hc_sample_garble (GString *title, HcRandom *random);

G_END_DECLS
