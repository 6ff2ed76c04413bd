/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Texts as tools write them into cells → texts as people read them. In place; a cleaned text is
 * never longer. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* HTML entities to characters (also when escaped twice) and the usual tags away, line breaks for
 * <br> and </p>. “<Order 4711>” and “a < b” stay. */
void hc_clean_html (char *text);
/* Runs of blanks, tabs and line breaks to one blank. */
void hc_clean_blanks (char *text);
/* Leading and trailing blanks (and NO-BREAK SPACE) away; returns the new start. */
char *hc_clean_trim (char *text);

G_END_DECLS
