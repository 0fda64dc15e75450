import type { ImprovementResult, SolutionResult } from '../core/index.js';
import type { Graph } from '../facts/index.js';
import type { Objective } from '../spec/index.js';
export const improvementsOf = async (_graph: Graph, _flow: string, _most?: number): Promise<readonly ImprovementResult[]> => [];
export const solutionsOf = async (_graph: Graph, _objective: Objective): Promise<readonly SolutionResult[]> => [];
