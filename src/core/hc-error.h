/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one error domain. Codes are chosen by what the user can do about it.
 * Cancellation is always G_IO_ERROR_CANCELLED and is never shown. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HC_ERROR (hc_error_quark ())

typedef enum
{
  HC_ERROR_FAILED,     /* nothing better fits; the message says what to do */
  HC_ERROR_USAGE,      /* the call's words are wrong: show the usage */
  HC_ERROR_NOT_FOUND,  /* the named thing does not exist: choose another */
  HC_ERROR_EXISTS,     /* it would overwrite something: choose another name or force */
  HC_ERROR_PERMISSION, /* the system refuses: change permissions or the place */
  HC_ERROR_BUSY,       /* someone else holds it: wait or close the other program */
  HC_ERROR_DISK_FULL,  /* make room and try again */
  HC_ERROR_NOT_LAUNCH, /* not a launch file of ours */
  HC_ERROR_TOO_NEW,    /* written by a newer version: update the program */
  HC_ERROR_DAMAGED,    /* repair or restore a snapshot */
  HC_ERROR_FORMAT,     /* the input cannot be read as what it claims to be */
  HC_ERROR_LIMIT,      /* the input is larger than a safety limit */
  HC_ERROR_AMBIGUOUS,  /* a person must decide (date order, mapping) */
  HC_ERROR_CONSTRAINT, /* the value is not allowed there */
  HC_ERROR_CONFLICT,   /* someone else changed the same thing meanwhile */
} HcError;

GQuark hc_error_quark (void);

G_END_DECLS
