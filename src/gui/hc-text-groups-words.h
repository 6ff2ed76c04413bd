/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A popover with the launch's own stop words, one a line: words that say nothing about a problem. */

#pragma once

#include <gtk/gtk.h>

#include "hc-launch.h"

G_BEGIN_DECLS

#define HC_TYPE_TEXT_GROUPS_WORDS (hc_text_groups_words_get_type ())
G_DECLARE_FINAL_TYPE (HcTextGroupsWords, hc_text_groups_words, HC, TEXT_GROUPS_WORDS, GtkPopover)

GtkWidget *hc_text_groups_words_new (HcLaunch *launch);
/* What is typed there, as words: folded, each once. Newly allocated. */
GStrv hc_text_groups_words_parse (const char *text);

G_END_DECLS
