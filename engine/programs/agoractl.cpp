#include "engine/console/console.h"

#include <csignal>
#include <iostream>

#include <unistd.h>

namespace {

std::atomic<bool> interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler sets it");

extern "C" void interrupt(int) { interrupted = true; }

} // namespace

int main(int argc, char **argv)
{
    std::signal(SIGINT, interrupt);
    std::signal(SIGTERM, interrupt);
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    return agora::console::runConsole({.open = agora::console::openEngineClient,
                                          .out = std::cout,
                                          .err = std::cerr,
                                          .interrupted = interrupted,
                                          .in = isatty(STDIN_FILENO) == 1 ? &std::cin : nullptr,
                                          .showsProgress = isatty(STDERR_FILENO) == 1},
        arguments);
}
