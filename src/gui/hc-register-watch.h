/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tells that anything in a list of records changed: its members, or the values of one of them.
 * Signal “changed”, once per turn of the main loop. Main context. */

#pragma once

#include "hc-record-list.h"

G_BEGIN_DECLS

#define HC_TYPE_REGISTER_WATCH (hc_register_watch_get_type ())
G_DECLARE_FINAL_TYPE (HcRegisterWatch, hc_register_watch, HC, REGISTER_WATCH, GObject)

HcRegisterWatch *hc_register_watch_new (HcRecordList *list);
HcRecordList *hc_register_watch_list (HcRegisterWatch *self); /* borrowed */

G_END_DECLS
