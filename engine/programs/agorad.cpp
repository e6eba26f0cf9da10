#include "engine/overmind/engine_run.h"

int main(int argc, char *argv[]) { return agora::runEngine({argv + 1, argv + argc}); }
