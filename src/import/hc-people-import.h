/* SPDX-License-Identifier: GPL-3.0-or-later */

/* People for the directory, from a table (CSV, Excel) with a header row or from vCards (3.0, 4.0):
 * read, compare with who is there already (preview), then apply as one command. */

#pragma once

#include "hc-db.h"
#include "hc-field.h"

G_BEGIN_DECLS

#define HC_PEOPLE_MAX 5000

typedef enum
{
  HC_PERSON_NEW,
  HC_PERSON_CHANGED,
  HC_PERSON_SAME,
  HC_PERSON_TWICE, /* the file names this person above already: not taken */
} HcPersonStatus;

/* Texts are trimmed; NULL: the file does not say. */
typedef struct
{
  char *name;
  char *email;
  char *phone;
  char *team;
  char *role;
  guint64 line; /* where it begins, 1-based */

  /* Of the comparison. */
  HcPersonStatus status;
  char *note; /* what would change, or new team, in words; NULL: nothing to add */
} HcPersonRow;

typedef struct
{
  GPtrArray *rows;     /* of HcPersonRow, as in the file */
  GPtrArray *problems; /* of char *: sentences with the line, what was left out and why */
} HcPeopleFile;

void hc_people_file_free (HcPeopleFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcPeopleFile, hc_people_file_free)

/* By content: vCards, else a table. Any thread. FORMAT: it holds no person, with what it needs;
 * LIMIT: more than HC_PEOPLE_MAX; NOT_FOUND, PERMISSION. */
HcPeopleFile *hc_people_read (const char *path, GError **error);

/* Who is new, who changes; @people, @teams of HcRecordData. A person is the same by e-mail, else by
 * name. What the file does not say stays. */
void hc_people_compare (HcPeopleFile *self, GPtrArray *people, GPtrArray *teams);
guint hc_people_count (const HcPeopleFile *self, HcPersonStatus status);

/* An HcCommandFunc; @data: HcPeopleFile. Adds and changes people, and adds teams that are not
 * there; compares again with what is there by then. */
gboolean hc_people_apply (HcDb *db, gpointer data, GError **error);

/* hc-people-vcard.c: adds the people and problems of @text (UTF-8). FORMAT. */
gboolean hc_people_parse_vcards (HcPeopleFile *self, const char *text, GError **error);
/* Takes @row; trims it. FALSE + LIMIT. */
gboolean hc_people_add (HcPeopleFile *self, HcPersonRow *row, GError **error);
void hc_person_row_free (HcPersonRow *row);

G_END_DECLS
