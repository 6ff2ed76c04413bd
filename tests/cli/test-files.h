/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* A new folder under the temporary one. */
char *test_dir_new (void);
/* Removes it with everything in it. */
void test_dir_remove (const char *dir);
char *test_read (const char *path); /* fails the test when it cannot be read */
