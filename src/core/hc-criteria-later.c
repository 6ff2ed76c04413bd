/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Exit criteria whose registers this version does not have. They are listed, so that the gate is
 * never met by leaving something out; a person may waive them. */

#include "config.h"

#include "hc-criteria-private.h"

#include <glib/gi18n.h>

void
hc_judge_assets_documented (const HcCriteriaContext *context, HcCriterionResult *out)
{
  hc_part_add_absent (out, "assets", N_ ("Live assets not documented"), "assets",
                      N_ ("There is no register of support assets in this version yet."));
}
