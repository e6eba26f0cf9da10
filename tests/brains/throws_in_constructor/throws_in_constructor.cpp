#include "brains/sdk/brain.h"

#include <stdexcept>

namespace {

/// Cannot be created.
class ThrowsInConstructor final : public agora::Brain {
public:
    ThrowsInConstructor() { throw std::runtime_error("no licence for this brain"); }

    static agora::BrainDescription describe()
    {
        agora::BrainDescription about;
        about.key = "throws_in_constructor";
        about.title = "Throws in its constructor";
        return about;
    }
};

} // namespace

AGORA_BRAIN(ThrowsInConstructor)
