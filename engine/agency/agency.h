#pragma once

// Everything that a program made of agents needs, in one include.
#include "engine/agency/agent.h"
#include "engine/agency/life/kinds.h"
#include "engine/agency/life/run_system.h"
#include "engine/agency/life/system.h"
#include "engine/agency/or_exit.h"
#include "engine/agency/proxy.h"

#include <thread>
