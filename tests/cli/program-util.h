/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs the built program as a user would, without a display. */

#pragma once

#include <glib.h>

typedef struct
{
  int status;
  char *out;
  char *err;
} Run;

void run_clear (Run *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/* Arguments in @dir, NULL-terminated. */
Run run_program (const char *dir, ...) G_GNUC_NULL_TERMINATED;
Run run_program_v (const char *dir, const char *const *arguments);
/* Fails the test with the program's own words when the status is another one. */
void run_assert (const Run *self, int status);
void assert_contains (const char *text, const char *part);

/* A folder with the imported sample launch “sample.hypercare”, made once for a test program. */
const char *sample_dir (void);
/* A copy of it that a test may change; newly allocated path of the folder. */
char *sample_copy (void);
void sample_forget (void);
