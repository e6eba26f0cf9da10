#include "engine/base/ensure.h"

#include <cstdio>
#include <cstdlib>

namespace agora {

void ensureFailed(const char *condition, const char *file, int line)
{
    std::fprintf(stderr, "%s:%d: broken assumption: %s\n", file, line, condition);
    std::fflush(stderr);
    std::abort();
}

} // namespace agora
