/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who owns what: the checks of the ownership matrix and of the escalation paths, over records as
 * loaded (store/hc-record-table, or the lists of the window). Pure; ids and texts of the records
 * are borrowed. */

#pragma once

#include "hc-field.h"

G_BEGIN_DECLS

/* Arrays of HcRecordData, in the order of their lists; borrowed. */
typedef struct
{
  GPtrArray *duties;
  GPtrArray *roles;  /* duty_role */
  GPtrArray *levels; /* escalation_level */
  GPtrArray *people;
  GPtrArray *teams;
} HcOwnershipPlan;

typedef enum
{
  HC_OWNERSHIP_EMPTY = 1 << 0,               /* no letter in the row */
  HC_OWNERSHIP_NO_ACCOUNTABLE = 1 << 1,
  HC_OWNERSHIP_SEVERAL_ACCOUNTABLE = 1 << 2,
  HC_OWNERSHIP_NO_RESPONSIBLE = 1 << 3,
  HC_OWNERSHIP_NO_PERSON = 1 << 4,           /* accountable team without a named person */
  HC_OWNERSHIP_NO_DEPUTY = 1 << 5,
  HC_OWNERSHIP_OVERLOADED = 1 << 6,          /* of a person or team, not of a row */
  HC_OWNERSHIP_NO_PATH = 1 << 7,             /* no escalation level where it is critical */
  HC_OWNERSHIP_BLANK_CONTACT = 1 << 8,       /* of a level; it may serve several rows */
} HcOwnershipKind;

/* metrics.md: exactly one accountable, at least one responsible. */
#define HC_OWNERSHIP_ASSIGNMENT                                                                    \
  (HC_OWNERSHIP_EMPTY | HC_OWNERSHIP_NO_ACCOUNTABLE | HC_OWNERSHIP_SEVERAL_ACCOUNTABLE |           \
   HC_OWNERSHIP_NO_RESPONSIBLE)
/* metrics.md: an escalation path with no blank contact. */
#define HC_OWNERSHIP_CONTACTS (HC_OWNERSHIP_NO_PATH | HC_OWNERSHIP_BLANK_CONTACT)

/* Accountable for more duties than this is too much for one person (or one team, where no person is
 * named). */
#define HC_OWNERSHIP_MAX_DUTIES 5

typedef struct
{
  HcOwnershipKind kind;
  const char *duty_id;   /* the row; NULL: OVERLOADED, or the level of no single duty */
  const char *team_id;   /* where it is about one; NULL */
  const char *person_id; /* likewise */
  const char *level_id;  /* BLANK_CONTACT */
  char *brief;           /* “A missing”, for the end of the row */
  char *reason;          /* a whole sentence, names the row */
} HcOwnershipFinding;

void hc_ownership_finding_free (HcOwnershipFinding *self);

/* Findings by row, then overload, then blank contacts; of HcOwnershipFinding. An empty row is one
 * finding. */
GPtrArray *hc_ownership_check (const HcOwnershipPlan *plan);
/* How many of @findings are of @kinds (HcOwnershipKind). */
guint hc_ownership_count (GPtrArray *findings, guint kinds);
/* Does the finding show at the row of @duty_id? Also what its people and its path bring. */
gboolean hc_ownership_concerns (const HcOwnershipPlan *plan,
                                const HcOwnershipFinding *finding,
                                const char *duty_id);

/* Has the cell that letter (“R”, “A”, “C”, “I”)? The first such role; NULL: no. */
const HcRecordData *hc_ownership_role (const HcOwnershipPlan *plan,
                                       const char *duty_id,
                                       const char *team_id,
                                       const char *letter);
/* All roles of the row with that letter, in the order of the teams; of HcRecordData, borrowed. */
GPtrArray *
hc_ownership_roles (const HcOwnershipPlan *plan, const char *duty_id, const char *letter);
/* For how many duties is the person (else the team, where no person is named) accountable? */
guint
hc_ownership_load (const HcOwnershipPlan *plan, const char *person_id, const char *team_id);

/* The areas (words of duty.area) that have no row; of const char *. */
GPtrArray *hc_ownership_missing_areas (GPtrArray *duties);
/* The hot paths that have no row; of HcRecordData, borrowed. */
GPtrArray *hc_ownership_missing_workflows (GPtrArray *duties, GPtrArray *workflows);
/* The name of a standard row: “Access and permission issues”, translated. */
const char *hc_ownership_area_name (const char *area);
/* The area (word of duty.area) that owns issues of @kind (word of issue.kind); NULL for NULL. */
const char *hc_ownership_area_of_kind (const char *kind);

/* ---- escalation paths ---- */

/* Where a path comes from, the closest first. */
typedef enum
{
  HC_PATH_NONE,
  HC_PATH_DUTY_SEVERITY, /* of this duty and severity */
  HC_PATH_DUTY,          /* of this duty, any severity */
  HC_PATH_SEVERITY,      /* of this severity, any duty */
  HC_PATH_GENERAL,       /* of any duty and severity */
} HcPathSource;

/* The levels that @duty_id (NULL: of no single duty) takes at @severity (NULL: any): the closest
 * path that has any level, by level. Of HcRecordData, borrowed. @source optional. */
GPtrArray *hc_ownership_path (const HcOwnershipPlan *plan,
                              const char *duty_id,
                              const char *severity,
                              HcPathSource *source);
/* A level names a person who can be reached by phone or e-mail. NULL: it does; else what is
 * missing, in words, translated and static. */
const char *hc_ownership_blank_contact (const HcOwnershipPlan *plan, const HcRecordData *level);

G_END_DECLS
