/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The JSON of “hypercare metrics”. */

#pragma once

#include "json-util.h"

/* What it prints of @launch in @dir with that option (NULL: none). */
JsonNode *
metrics_json (const char *dir, const char *launch, const char *option, const char *value);
/* The entry of that metric and group (NULL: the total); there must be one. */
const JsonNode *
find_metric (const JsonNode *set, const char *id, const char *by, const char *group);
