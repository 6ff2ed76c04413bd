/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-error.h"

G_DEFINE_QUARK (hc-error-quark, hc_error)
