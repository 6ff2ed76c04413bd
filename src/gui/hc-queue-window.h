/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The unclassified tickets, one at a time, by keyboard: Enter accepts the suggestion, 1–9 choose
 * another issue, typing finds one, N makes one, S skips, U takes back. */

#pragma once

#include <adwaita.h>

#include "hc-launch.h"

G_BEGIN_DECLS

#define HC_TYPE_QUEUE_WINDOW (hc_queue_window_get_type ())
G_DECLARE_FINAL_TYPE (HcQueueWindow, hc_queue_window, HC, QUEUE_WINDOW, AdwWindow)

HcQueueWindow *hc_queue_window_present (GtkWindow *parent, HcLaunch *launch);

G_END_DECLS
