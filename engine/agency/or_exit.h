#pragma once

#include "engine/base/result.h"

#include <cstdio>
#include <cstdlib>

namespace agora::agency {

/// For small programs: the value, or the error's sentence on stderr and the end with exit code 1.
template <typename T, typename E>
T orExit(Result<T, E> result)
{
    if (result)
        return *std::move(result);
    if constexpr (requires { result.error().message(); })
        std::fprintf(stderr, "%s\n", result.error().message().c_str());
    else
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
    std::exit(1);
}

/// Only whether it worked: `return withoutValue(bind(…));`
template <typename T, typename E>
[[nodiscard]] Result<void, E> withoutValue(const Result<T, E> &result)
{
    if (!result)
        return result.failure();
    return {};
}

} // namespace agora::agency
