/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A launch on disk, opened as HcLaunch: “ERP Wave 1”, go-live 2026-03-04. */

#pragma once

#include "hc-launch.h"
#include "wait.h"

typedef struct
{
  char *folder;
  char *path;
  HcLaunch *launch;
} LaunchFixture;

/* Creates the file; what is to be in it before it is opened goes through the result. */
HcDb *launch_fixture_create (LaunchFixture *self, const char *zone);
/* Takes what launch_fixture_create() gave. */
void launch_fixture_open (LaunchFixture *self, HcDb *db, HcDbMode mode);
/* Both, with nothing in it, in UTC. */
void launch_fixture_set_up (LaunchFixture *self);

/* Takes the newest step back; its label. */
char *launch_fixture_undo (LaunchFixture *self);

/* Closes the launch: nothing may be asked after it, and no job runs any more. */
void launch_fixture_close (LaunchFixture *self);
/* Drops the closed launch, which nobody else may have, and the folder, where nothing but the file
 * may be. */
void launch_fixture_tear_down (LaunchFixture *self);
